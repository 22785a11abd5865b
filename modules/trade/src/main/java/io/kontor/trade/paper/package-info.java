/** What is printed of an order: packing slips and invoices as PDF. Nothing of it is loaded before the first one is asked for. */
@NullMarked
package io.kontor.trade.paper;

import org.jspecify.annotations.NullMarked;
