/**
 * Proof search.
 *
 * <p>Start with {@link lakatos.prover.Portfolio}, which proves or refutes a statement with Lean's
 * own tactics, and {@link lakatos.prover.FileProver}, which fills the gaps of a file.
 */
@NullMarked
package lakatos.prover;

import org.jspecify.annotations.NullMarked;
