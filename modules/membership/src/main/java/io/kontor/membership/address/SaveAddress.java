package io.kontor.membership.address;

import static io.kontor.membership.MembershipProblem.TOO_MANY_ADDRESSES;

import io.kontor.kernel.Ids;
import io.kontor.membership.Membership.NewAddress;
import io.kontor.membership.Membership.SavedAddress;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Adds, changes and removes addresses. An address book that is not empty has one default. */
@Component
public class SaveAddress {
    static final int MAX = 20;

    private final AddressStore addresses;
    private final TransactionTemplate tx;
    private final Clock clock;

    SaveAddress(AddressStore addresses, TransactionTemplate tx, Clock clock) {
        this.addresses = addresses;
        this.tx = tx;
        this.clock = clock;
    }

    public SavedAddress add(UUID accountId, NewAddress wanted) {
        var address = AddressRules.check(wanted.address());
        return tx.execute(_ -> {
            addresses.lock(accountId);
            var count = addresses.count(accountId);
            if (count >= MAX) {
                throw TOO_MANY_ADDRESSES.refusal("An address book holds " + MAX + " addresses. Remove one first.");
            }
            var saved = new SavedAddress(Ids.next(clock), address, wanted.isDefault() || count == 0);
            if (saved.isDefault()) {
                addresses.clearDefault(accountId);
            }
            addresses.insert(accountId, saved, clock.instant());
            return saved;
        });
    }

    public SavedAddress change(UUID accountId, UUID addressId, NewAddress wanted) {
        var address = AddressRules.check(wanted.address());
        return tx.execute(_ -> {
            addresses.lock(accountId);
            var before = addresses.require(accountId, addressId);
            // The default stays it until another becomes it.
            var saved = new SavedAddress(addressId, address, wanted.isDefault() || before.isDefault());
            if (saved.isDefault()) {
                addresses.clearDefault(accountId);
            }
            addresses.update(accountId, saved);
            return saved;
        });
    }

    /** Nothing happens when it is gone already. */
    public void remove(UUID accountId, UUID addressId) {
        tx.executeWithoutResult(_ -> {
            addresses.lock(accountId);
            addresses.delete(accountId, addressId);
            addresses.requireDefault(accountId);
        });
    }
}
