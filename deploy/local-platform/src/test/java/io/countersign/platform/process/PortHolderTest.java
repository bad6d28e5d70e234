package io.countersign.platform.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortHolderTest {

    @Test
    void saysWhichProcessHoldsAPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(PortHolder.free(socket.getLocalPort())).isFalse();
            assertThat(PortHolder.describe(socket.getLocalPort()))
                    .contains("process " + ProcessHandle.current().pid())
                    .contains("java");
        }
    }

    @Test
    void aPortThatNobodyHoldsIsFree() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }

        assertThat(PortHolder.free(port)).isTrue();
    }
}
