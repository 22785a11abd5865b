package io.kontor.inventory.stock;

/** Units of a SKU taken from one place. */
public record Pick(String sku, String location, int quantity) {}
