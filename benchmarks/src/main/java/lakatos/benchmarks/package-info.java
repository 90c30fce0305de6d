/** Measurements, each with its baseline in the same run. The README lists the commands. */
@NullMarked
package lakatos.benchmarks;

import org.jspecify.annotations.NullMarked;
