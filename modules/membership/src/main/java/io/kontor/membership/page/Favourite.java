package io.kontor.membership.page;

/** @param card the product as lists show it, as HTML */
public record Favourite(String productId, String name, String card) {}
