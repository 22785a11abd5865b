package io.kontor.testkit.storm;

import java.util.List;

/**
 * What can be bought in a storm.
 *
 * @param skus with plenty of stock
 * @param scarce the SKU that everybody wants and that runs out
 * @param paths pages of the goods in the store API
 */
record Shelf(List<String> skus, String scarce, List<String> paths) {}
