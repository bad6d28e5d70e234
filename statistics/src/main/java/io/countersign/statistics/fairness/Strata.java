package io.countersign.statistics.fairness;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;

/** The cases with group and stratum as numbers, to be counted again and again under other weights. */
final class Strata {

    private final List<String> groups;
    private final int strata;
    private final int[] group;
    private final int[] stratum;
    private final boolean[] event;
    private final double[] weight;

    Strata(List<GroupCase> cases) {
        groups = names(cases, GroupCase::group);
        List<String> names = names(cases, GroupCase::stratum);
        strata = names.size();
        group = cases.stream().mapToInt(one -> at(groups, one.group())).toArray();
        stratum = cases.stream().mapToInt(one -> at(names, one.stratum())).toArray();
        weight = cases.stream().mapToDouble(GroupCase::weight).toArray();
        event = new boolean[weight.length];
        for (int i = 0; i < event.length; i++) {
            event[i] = cases.get(i).event();
        }
    }

    List<String> groups() {
        return groups;
    }

    Counts count(double[] drawn) {
        Counts counts = new Counts(new double[groups.size()][strata], new double[groups.size()][strata]);
        for (int i = 0; i < weight.length; i++) {
            double counted = weight[i] * drawn[i];
            counts.all[group[i]][stratum[i]] += counted;
            counts.events[group[i]][stratum[i]] += event[i] ? counted : 0;
        }
        return counts;
    }

    private static List<String> names(Collection<GroupCase> cases, Function<GroupCase, String> part) {
        TreeSet<String> names = new TreeSet<>();
        cases.forEach(one -> names.add(part.apply(one)));
        return List.copyOf(names);
    }

    private static int at(List<String> sorted, String name) {
        return Collections.binarySearch(sorted, name);
    }

    /** Weights of cases and of events by group and stratum. */
    static final class Counts {
        private final double[][] all;
        private final double[][] events;

        private Counts(double[][] all, double[][] events) {
            this.all = all;
            this.events = events;
        }

        double rate(int g) {
            double cases = 0;
            double happened = 0;
            for (int s = 0; s < all[g].length; s++) {
                cases += all[g][s];
                happened += events[g][s];
            }
            return happened / cases;
        }

        double alikeRate(int g) {
            double sum = 0;
            double total = 0;
            for (int s = 0; s < all[g].length; s++) {
                if (all[g][s] > 0) {
                    double share = weightOfStratum(s);
                    sum += share * events[g][s] / all[g][s];
                    total += share;
                }
            }
            return sum / total;
        }

        double gap(int one, int other) {
            double sum = 0;
            double total = 0;
            for (int s = 0; s < all[one].length; s++) {
                if (all[one][s] > 0 && all[other][s] > 0) {
                    double share = all[one][s] + all[other][s];
                    sum += share * (events[one][s] / all[one][s] - events[other][s] / all[other][s]);
                    total += share;
                }
            }
            return sum / total;
        }

        private double weightOfStratum(int s) {
            double sum = 0;
            for (double[] ofGroup : all) {
                sum += ofGroup[s];
            }
            return sum;
        }
    }
}
