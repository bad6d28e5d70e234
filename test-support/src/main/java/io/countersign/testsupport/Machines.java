package io.countersign.testsupport;

/** Where Kafka and PostgreSQL of a {@link TestPlatform} run. */
sealed interface Machines permits EmbeddedMachines, ContainerMachines {

    /** Kafka's bootstrap servers. */
    String kafka();

    /** PostgreSQL as its superuser. */
    Postgres postgres();

    record Postgres(String host, int port, String user, String password) {

        String jdbcUrl(String database) {
            return "jdbc:postgresql://" + host + ":" + port + "/" + database;
        }
    }

    /** As the system property {@code countersign.test.machines} says: {@code containers}, or else embedded. */
    static Machines start() {
        return "containers".equals(System.getProperty("countersign.test.machines"))
                ? new ContainerMachines()
                : new EmbeddedMachines();
    }
}
