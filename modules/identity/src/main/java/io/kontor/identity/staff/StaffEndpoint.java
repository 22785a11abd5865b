package io.kontor.identity.staff;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kontor.identity.staff.ChangeStaff.StaffChange;
import io.kontor.identity.staff.InviteStaff.Invitation;
import io.kontor.identity.staff.StaffStore.RoleName;
import io.kontor.identity.staff.StaffStore.StaffMember;
import io.kontor.kernel.Caller;
import io.kontor.kernel.Page;
import io.kontor.platform.access.Access;
import io.kontor.platform.idempotency.Idempotency;
import io.kontor.platform.web.Versions;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The staff of the shop. */
@RestController
@RequestMapping("/api/admin/v1/staff")
class StaffEndpoint {
    private final StaffStore staff;
    private final InviteStaff inviteStaff;
    private final ChangeStaff changeStaff;
    private final Idempotency idempotency;

    StaffEndpoint(StaffStore staff, InviteStaff inviteStaff, ChangeStaff changeStaff, Idempotency idempotency) {
        this.staff = staff;
        this.inviteStaff = inviteStaff;
        this.changeStaff = changeStaff;
        this.idempotency = idempotency;
    }

    /** @param oneTimePassword only in the answer to the request that made it */
    record Member(
            UUID id,
            String name,
            String login,
            List<RoleName> roles,
            boolean active,
            @Nullable Instant lastSignInAt,
            boolean mustChangePassword,
            long version,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String oneTimePassword) {}

    static Member answer(StaffMember member, @Nullable String oneTimePassword) {
        return new Member(
                member.id(),
                member.name(),
                member.login(),
                member.roles(),
                member.active(),
                member.lastSignInAt(),
                member.mustChangePassword(),
                member.version(),
                oneTimePassword);
    }

    @GetMapping
    @Access(value = Caller.Kind.STAFF, permission = "staff.read")
    Page<StaffMember> staff(
            @RequestParam(defaultValue = "50") int limit, @RequestParam(required = false) @Nullable String cursor) {
        return staff.page(Math.clamp(limit, 1, 200), cursor);
    }

    @GetMapping("/{id}")
    @Access(value = Caller.Kind.STAFF, permission = "staff.read")
    ResponseEntity<StaffMember> member(@PathVariable UUID id) {
        var member = staff.require(id);
        return ResponseEntity.ok().eTag(Versions.etag(member.version())).body(member);
    }

    @PostMapping
    @Access(value = Caller.Kind.STAFF, permission = "staff.write")
    ResponseEntity<Member> invite(
            @RequestBody Invitation wanted,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            Caller caller) {
        return idempotency.answer(
                "identity", "staff", caller.requireAccountId().toString(), key, wanted, Member.class, ticket -> {
                    var invited = inviteStaff.invite(caller, wanted, ticket);
                    return ResponseEntity.created(URI.create(
                                    "/api/admin/v1/staff/" + invited.member().id()))
                            .cacheControl(CacheControl.noStore())
                            .eTag(Versions.etag(invited.member().version()))
                            .body(answer(invited.member(), invited.oneTimePassword()));
                });
    }

    @PatchMapping("/{id}")
    @Access(value = Caller.Kind.STAFF, permission = "staff.write")
    ResponseEntity<Member> change(
            @PathVariable UUID id,
            @RequestBody StaffChange change,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            Caller caller) {
        var changed = changeStaff.change(caller, id, change, Versions.require(ifMatch));
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .eTag(Versions.etag(changed.member().version()))
                .body(answer(changed.member(), changed.oneTimePassword()));
    }
}
