package io.countersign.statistics.agreement;

/** How far apart two labels are. */
public enum Scale {
    /** Labels are the same or they are not. */
    NOMINAL,
    /** Labels have an order; being two ranks off is worse than one. */
    ORDINAL
}
