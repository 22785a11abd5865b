package io.kontor.inventory.stock;

import java.time.LocalDate;
import java.util.UUID;

/**
 * An order's claim on units of a SKU that are still to come.
 *
 * @param location where the order's other units of the SKU are, or else where they are looked for first
 * @param promisedOn the day by which they shall leave the house
 */
public record Claim(UUID orderId, String sku, String location, int units, LocalDate promisedOn) {}
