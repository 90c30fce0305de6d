package lakatos.app;

/**
 * Something looked at.
 *
 * @param advice what to do if it is not as it should be, or empty
 */
record Finding(String subject, String found, String advice) {}
