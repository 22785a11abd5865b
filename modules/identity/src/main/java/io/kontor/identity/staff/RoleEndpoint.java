package io.kontor.identity.staff;

import io.kontor.identity.staff.RoleStore.Role;
import io.kontor.identity.staff.SaveRole.WantedRole;
import io.kontor.kernel.Caller;
import io.kontor.kernel.Page;
import io.kontor.platform.access.Access;
import io.kontor.platform.idempotency.Idempotency;
import io.kontor.platform.web.Versions;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Roles, and the permissions they are made of. */
@RestController
@RequestMapping("/api/admin/v1")
class RoleEndpoint {
    private final RoleStore roles;
    private final SaveRole saveRole;
    private final Idempotency idempotency;

    RoleEndpoint(RoleStore roles, SaveRole saveRole, Idempotency idempotency) {
        this.roles = roles;
        this.saveRole = saveRole;
        this.idempotency = idempotency;
    }

    @GetMapping("/permissions")
    @Access(value = Caller.Kind.STAFF, permission = "staff.read")
    Page<String> permissions() {
        return Page.of(Permission.codes());
    }

    @GetMapping("/roles")
    @Access(value = Caller.Kind.STAFF, permission = "staff.read")
    Page<Role> roles() {
        return Page.of(roles.all());
    }

    @GetMapping("/roles/{id}")
    @Access(value = Caller.Kind.STAFF, permission = "staff.read")
    ResponseEntity<Role> role(@PathVariable UUID id) {
        return answer(roles.require(id));
    }

    @PostMapping("/roles")
    @Access(value = Caller.Kind.STAFF, permission = "staff.write")
    ResponseEntity<Role> create(
            @RequestBody WantedRole wanted,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            Caller caller) {
        return idempotency.answer(
                "identity", "role", caller.requireAccountId().toString(), key, wanted, Role.class, ticket -> {
                    var role = saveRole.create(caller, wanted, ticket);
                    return ResponseEntity.created(URI.create("/api/admin/v1/roles/" + role.id()))
                            .eTag(Versions.etag(role.version()))
                            .body(role);
                });
    }

    @PutMapping("/roles/{id}")
    @Access(value = Caller.Kind.STAFF, permission = "staff.write")
    ResponseEntity<Role> change(
            @PathVariable UUID id,
            @RequestBody WantedRole wanted,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            Caller caller) {
        return answer(saveRole.change(caller, id, wanted, Versions.require(ifMatch)));
    }

    private static ResponseEntity<Role> answer(Role role) {
        return ResponseEntity.ok().eTag(Versions.etag(role.version())).body(role);
    }
}
