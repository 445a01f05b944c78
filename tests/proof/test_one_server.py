"""Two servers on one data directory would not hear of each other's chats: the second one is turned away."""

import subprocess
import sys

from bench.server import Server, free_port


def test_a_second_server_on_the_same_data_is_turned_away_by_name(server: Server) -> None:
    second = [sys.executable, "-m", "parlour", "serve", "--port", str(free_port()), "--data-dir", str(server.data_dir)]
    tried = subprocess.run(second, env=server.environment(), capture_output=True, text=True, timeout=30, check=False)
    assert tried.returncode == 1
    assert f"already: process {server.pid}, {server.base_url}." in tried.stderr


def test_after_a_kill_the_data_can_be_served_again(server: Server) -> None:
    server.kill()
    server.start()


def test_a_taken_port_is_named_with_a_way_out(server: Server) -> None:
    elsewhere = server.data_dir.parent / "elsewhere"
    second = [sys.executable, "-m", "parlour", "serve", "--port", str(server.port), "--data-dir", str(elsewhere)]
    tried = subprocess.run(second, env=server.environment(), capture_output=True, text=True, timeout=30, check=False)
    assert tried.returncode == 1
    assert f"port {server.port}: Address already in use.\nChoose another one: make serve PORT=" in tried.stderr
