package io.kontor.membership.address;

import io.kontor.kernel.CommonProblem;
import io.kontor.membership.Membership.Address;
import io.kontor.membership.Membership.SavedAddress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** The table of addresses. Every statement names the account, so nobody reaches an address of somebody else. */
@Component
public class AddressStore {
    private static final String SELECT = """
            SELECT address_id, name, phone, country, region, city, district, line1, line2, postcode, is_default
              FROM membership.address
             WHERE account_id = :accountId
            """;

    private final JdbcClient db;

    AddressStore(JdbcClient db) {
        this.db = db;
    }

    /** The default first, then the newest. */
    public List<SavedAddress> all(UUID accountId) {
        return db.sql(SELECT + " ORDER BY is_default DESC, created_at DESC, address_id DESC LIMIT " + SaveAddress.MAX)
                .param("accountId", accountId)
                .query(AddressStore::address)
                .list();
    }

    /** @throws io.kontor.kernel.Refusal NOT_FOUND (404) */
    SavedAddress require(UUID accountId, UUID addressId) {
        return db.sql(SELECT + " AND address_id = :addressId")
                .param("accountId", accountId)
                .param("addressId", addressId)
                .query(AddressStore::address)
                .optional()
                .orElseThrow(() -> CommonProblem.NOT_FOUND.refusal("There is no such address in your address book."));
    }

    /** Lets one change at a time work on an address book, until the transaction ends. */
    void lock(UUID accountId) {
        db.sql("SELECT pg_advisory_xact_lock(hashtextextended('membership.address ' || :accountId, 0))")
                .param("accountId", accountId.toString())
                .query()
                .listOfRows();
    }

    int count(UUID accountId) {
        return db.sql("SELECT count(*) FROM membership.address WHERE account_id = :accountId")
                .param("accountId", accountId)
                .query(Integer.class)
                .single();
    }

    void insert(UUID accountId, SavedAddress saved, Instant now) {
        write("""
                        INSERT INTO membership.address (address_id, account_id, name, phone, country, region, city, district,
                                                        line1, line2, postcode, is_default, created_at)
                        VALUES (:addressId, :accountId, :name, :phone, :country, :region, :city, :district, :line1, :line2,
                                :postcode, :isDefault, :now)
                        """, accountId, saved).param("now", now.atOffset(ZoneOffset.UTC)).update();
    }

    void update(UUID accountId, SavedAddress saved) {
        write("""
                        UPDATE membership.address
                           SET name = :name, phone = :phone, country = :country, region = :region, city = :city,
                               district = :district, line1 = :line1, line2 = :line2, postcode = :postcode,
                               is_default = :isDefault
                         WHERE account_id = :accountId AND address_id = :addressId
                        """, accountId, saved).update();
    }

    private StatementSpec write(String sql, UUID accountId, SavedAddress saved) {
        var address = saved.address();
        return db.sql(sql)
                .param("addressId", saved.id())
                .param("accountId", accountId)
                .param("name", address.name())
                .param("phone", address.phone())
                .param("country", address.country())
                .param("region", address.region())
                .param("city", address.city())
                .param("district", address.district())
                .param("line1", address.line1())
                .param("line2", address.line2())
                .param("postcode", address.postcode())
                .param("isDefault", saved.isDefault());
    }

    void clearDefault(UUID accountId) {
        db.sql("UPDATE membership.address SET is_default = false WHERE account_id = :accountId AND is_default")
                .param("accountId", accountId)
                .update();
    }

    void delete(UUID accountId, UUID addressId) {
        db.sql("DELETE FROM membership.address WHERE account_id = :accountId AND address_id = :addressId")
                .param("accountId", accountId)
                .param("addressId", addressId)
                .update();
    }

    /** Makes the newest the default when there is none. */
    void requireDefault(UUID accountId) {
        db.sql("""
                        UPDATE membership.address SET is_default = true
                         WHERE address_id = (SELECT address_id FROM membership.address WHERE account_id = :accountId
                                              ORDER BY created_at DESC, address_id DESC LIMIT 1)
                           AND NOT EXISTS (SELECT FROM membership.address WHERE account_id = :accountId AND is_default)
                        """).param("accountId", accountId).update();
    }

    private static SavedAddress address(ResultSet row, int number) throws SQLException {
        return new SavedAddress(
                row.getObject("address_id", UUID.class),
                new Address(
                        row.getString("name"),
                        row.getString("phone"),
                        row.getString("country"),
                        row.getString("region"),
                        row.getString("city"),
                        row.getString("district"),
                        row.getString("line1"),
                        row.getString("line2"),
                        row.getString("postcode")),
                row.getBoolean("is_default"));
    }
}
