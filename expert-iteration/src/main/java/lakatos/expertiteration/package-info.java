/**
 * Rounds that make a prover better: attempt, verify, select, train, evaluate.
 *
 * <p>{@link lakatos.expertiteration.Iteration} runs rounds into a folder and goes on where they
 * were; {@link lakatos.expertiteration.Evaluation}, {@link lakatos.expertiteration.Training} and
 * {@link lakatos.expertiteration.Selection} are its parts, each of use by itself.
 */
@NullMarked
package lakatos.expertiteration;

import org.jspecify.annotations.NullMarked;
