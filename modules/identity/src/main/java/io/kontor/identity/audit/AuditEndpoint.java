package io.kontor.identity.audit;

import io.kontor.kernel.Caller;
import io.kontor.kernel.Page;
import io.kontor.platform.access.Access;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who changed what. */
@RestController
class AuditEndpoint {
    private final Audit audit;

    AuditEndpoint(Audit audit) {
        this.audit = audit;
    }

    @GetMapping("/api/admin/v1/audit")
    @Access(value = Caller.Kind.STAFF, permission = "staff.read")
    Page<Audit.Entry> entries(
            @RequestParam(required = false) @Nullable String subject,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return audit.entries(subject, Math.clamp(limit, 1, 200), cursor);
    }
}
