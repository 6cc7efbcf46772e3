package dev.fairlead.kit.broken.util;

/** A class in a drawer for everything. */
public class Strings {}
