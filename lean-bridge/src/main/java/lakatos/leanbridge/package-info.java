/**
 * Lean processes, their pool, and the verifier.
 *
 * <p>Start with {@link lakatos.leanbridge.Toolchain}, which finds a Lean, {@link
 * lakatos.leanbridge.LeanPool}, which keeps processes of it, and {@link
 * lakatos.leanbridge.Verifier}, which decides whether a text proves a statement.
 */
@NullMarked
package lakatos.leanbridge;

import org.jspecify.annotations.NullMarked;
