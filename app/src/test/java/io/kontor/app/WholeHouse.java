package io.kontor.app;

import io.kontor.aftersales.AftersalesModule;
import io.kontor.backoffice.BackofficeModule;
import io.kontor.catalog.CatalogModule;
import io.kontor.fulfilment.FulfilmentModule;
import io.kontor.identity.IdentityModule;
import io.kontor.inventory.InventoryModule;
import io.kontor.membership.MembershipModule;
import io.kontor.payment.PaymentModule;
import io.kontor.search.SearchModule;
import io.kontor.storefront.StorefrontModule;
import io.kontor.testkit.KontorTest;
import io.kontor.trade.TradeModule;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Runs every module, with the demo shop. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@KontorTest(
        value = {
            IdentityModule.class,
            InventoryModule.class,
            CatalogModule.class,
            SearchModule.class,
            MembershipModule.class,
            FulfilmentModule.class,
            PaymentModule.class,
            TradeModule.class,
            AftersalesModule.class,
            StorefrontModule.class,
            BackofficeModule.class
        },
        demo = true)
@interface WholeHouse {}
