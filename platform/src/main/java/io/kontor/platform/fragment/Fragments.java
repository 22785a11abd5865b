package io.kontor.platform.fragment;

import io.kontor.kernel.Caller;
import io.kontor.kernel.CommonProblem;
import io.kontor.platform.access.Access;
import io.kontor.platform.module.Selection;
import io.kontor.platform.remote.RemoteModules;
import java.util.HashMap;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Finds a fragment by its name, in this process or in the one that runs its module. */
@RestController
@Access(Caller.Kind.SYSTEM)
public class Fragments {
    private final Map<String, Fragment> local = new HashMap<>();
    private final Selection selection;
    private final RemoteModules remote;

    Fragments(ObjectProvider<Fragment> fragments, Selection selection, RemoteModules remote) {
        fragments.forEach(fragment -> local.put(fragment.name(), fragment));
        this.selection = selection;
        this.remote = remote;
    }

    public FragmentHtml render(String name, FragmentRequest request) {
        var fragment = local.get(name);
        if (fragment != null) {
            return fragment.render(request);
        }
        var module = name.substring(0, Math.max(0, name.indexOf('.')));
        if (selection.addressOf(module).isEmpty()) {
            throw CommonProblem.NOT_FOUND.refusal("There is no fragment " + name + ".");
        }
        return remote.client(module)
                .post()
                .uri("/internal/fragments/{name}", name)
                .contentType(MediaType.APPLICATION_JSON)
                .body(request)
                .retrieve()
                .requiredBody(FragmentHtml.class);
    }

    @PostMapping("/internal/fragments/{name}")
    FragmentHtml renderLocal(@PathVariable String name, @RequestBody FragmentRequest request) {
        var fragment = local.get(name);
        if (fragment == null) {
            throw CommonProblem.NOT_FOUND.refusal("There is no fragment " + name + ".");
        }
        return fragment.render(request);
    }
}
