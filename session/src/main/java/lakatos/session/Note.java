package lakatos.session;

/** Somebody's words, about a node or, with an empty name, the whole. */
public record Note(String node, String text, Stamp stamp) {}
