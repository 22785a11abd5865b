package io.kontor.membership.address;

import io.kontor.identity.DemoShopper;
import io.kontor.membership.Membership.Address;
import io.kontor.membership.Membership.NewAddress;
import io.kontor.platform.start.KontorSettings;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes addresses for the demo shoppers into an address table that is empty. */
@Component
class LoadDemoAddresses implements SmartInitializingSingleton {
    private final SaveAddress saveAddress;
    private final KontorSettings settings;
    private final JdbcClient db;

    LoadDemoAddresses(SaveAddress saveAddress, KontorSettings settings, JdbcClient db) {
        this.saveAddress = saveAddress;
        this.settings = settings;
        this.db = db;
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (settings.demo() && !hasAddresses()) {
            save(
                    DemoShopper.LENA,
                    new Address(
                            "Lena Brandt", "13800138001", "CN", "浙江省", "杭州市", "西湖区", "文三路 478 号 12 层", null, "310013"));
            save(
                    DemoShopper.LENA,
                    new Address(
                            "Lena Brandt",
                            "+49 30 5550 1234",
                            "DE",
                            "Berlin",
                            "Berlin",
                            "Mitte",
                            "Lindenstraße 18",
                            "3. OG links",
                            "10969"));
            save(
                    DemoShopper.OMAR,
                    new Address(
                            "Omar Haddad", "13900139002", "CN", "上海市", "上海市", "静安区", "南京西路 1266 号", null, "200040"));
        }
    }

    private boolean hasAddresses() {
        return db.sql("SELECT EXISTS (SELECT FROM membership.address)")
                .query(Boolean.class)
                .single();
    }

    private void save(DemoShopper shopper, Address address) {
        saveAddress.add(shopper.accountId(), new NewAddress(address, false));
    }
}
