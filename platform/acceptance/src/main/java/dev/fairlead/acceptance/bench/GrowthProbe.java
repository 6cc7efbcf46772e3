package dev.fairlead.acceptance.bench;

/**
 * A statement whose cost is looked at while a service's tables grow.
 *
 * @param what it is for
 * @param source the file that has it, below the service's or the kit's package
 * @param constant its name there
 * @param arguments in SQL; {@code :n} is the number of rows that each table has
 */
record GrowthProbe(String what, String source, String constant, String arguments) {

  String arguments(int rows) {
    return arguments.replace(":n", Integer.toString(rows));
  }
}
