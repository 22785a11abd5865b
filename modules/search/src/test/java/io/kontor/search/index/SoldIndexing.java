package io.kontor.search.index;

import io.kontor.testkit.TestShop;

/** Has a shop look at once at what sold, which it does every few minutes. */
public final class SoldIndexing {
    private SoldIndexing() {}

    public static void now(TestShop shop) {
        shop.bean(IndexProducts.class).indexSold();
    }
}
