/**
 * The controlled language: textbook English and Chinese, read into typed trees, written as Lean.
 */
@org.jspecify.annotations.NullMarked
package lakatos.autoformalizer.language;
