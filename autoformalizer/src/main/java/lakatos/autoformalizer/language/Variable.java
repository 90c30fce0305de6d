package lakatos.autoformalizer.language;

/** A name with its sort, as a quantifier binds it. */
record Variable(String name, Sort sort) {}
