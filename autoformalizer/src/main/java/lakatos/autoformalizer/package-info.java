/** From words to Lean statements, and evidence that they mean the same. */
@org.jspecify.annotations.NullMarked
package lakatos.autoformalizer;
