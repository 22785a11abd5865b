package io.kontor.app;

import static io.kontor.platform.module.KontorModule.of;

import io.kontor.aftersales.Aftersales;
import io.kontor.aftersales.AftersalesModule;
import io.kontor.backoffice.BackofficeModule;
import io.kontor.catalog.Catalog;
import io.kontor.catalog.CatalogModule;
import io.kontor.fulfilment.Fulfilment;
import io.kontor.fulfilment.FulfilmentModule;
import io.kontor.identity.Identity;
import io.kontor.identity.IdentityModule;
import io.kontor.inventory.Inventory;
import io.kontor.inventory.InventoryModule;
import io.kontor.membership.Membership;
import io.kontor.membership.MembershipModule;
import io.kontor.payment.Payment;
import io.kontor.payment.PaymentModule;
import io.kontor.platform.module.KontorModule;
import io.kontor.search.Search;
import io.kontor.search.SearchModule;
import io.kontor.storefront.StorefrontModule;
import io.kontor.trade.Trade;
import io.kontor.trade.TradeModule;
import java.util.List;

/**
 * The modules of the house: name, configuration, what others may ask of it, and whom it asks or hears itself. A module
 * knows only modules that stand above it.
 */
public final class House {
    public static final List<KontorModule> MODULES = List.of(
            of("identity", IdentityModule.class, Identity.class).atFirstStart(IdentityModule::refuseWeakPassword),
            of("inventory", InventoryModule.class, Inventory.class, "identity"),
            of("catalog", CatalogModule.class, Catalog.class, "identity", "inventory"),
            of("search", SearchModule.class, Search.class, "identity", "inventory", "catalog"),
            of("membership", MembershipModule.class, Membership.class, "identity", "catalog"),
            of("fulfilment", FulfilmentModule.class, Fulfilment.class, "identity"),
            of("payment", PaymentModule.class, Payment.class, "identity"),
            of("trade", TradeModule.class, Trade.class, "identity", "inventory", "catalog", "fulfilment", "payment"),
            of(
                    "aftersales",
                    AftersalesModule.class,
                    Aftersales.class,
                    "identity",
                    "inventory",
                    "catalog",
                    "fulfilment",
                    "payment",
                    "trade"),
            of(
                    "storefront",
                    StorefrontModule.class,
                    null,
                    "identity",
                    "inventory",
                    "catalog",
                    "search",
                    "membership",
                    "fulfilment",
                    "payment",
                    "trade",
                    "aftersales"),
            of("backoffice", BackofficeModule.class, null, "identity"));

    private House() {}
}
