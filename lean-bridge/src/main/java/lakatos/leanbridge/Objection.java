package lakatos.leanbridge;

/**
 * Why a candidate that elaborates does not count as a proof.
 *
 * @param code for machines: {@code different-statement}, {@code no-such-theorem}, {@code
 *     not-a-theorem}, {@code sorry}, {@code native}, {@code axiom}, {@code unsafe}, {@code
 *     malformed}, {@code kernel}, {@code import}, {@code unknown-constant}, {@code unusable},
 *     {@code not-text}, {@code no-replay}
 * @param text one sentence for people
 */
public record Objection(String code, String text) {}
