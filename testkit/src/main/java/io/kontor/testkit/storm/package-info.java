/**
 * A storm over a running shop: buyers who write down what they tried and what was answered, a nemesis that kills, pauses
 * and cuts, and a check of what is left against what must be true.
 */
@NullMarked
package io.kontor.testkit.storm;

import org.jspecify.annotations.NullMarked;
