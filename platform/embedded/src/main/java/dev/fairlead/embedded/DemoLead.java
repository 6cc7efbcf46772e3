package dev.fairlead.embedded;

import java.util.Map;

/**
 * A lead to send.
 *
 * @param fields canonical names in camelCase
 */
record DemoLead(DemoSource source, Map<String, String> fields) {}
