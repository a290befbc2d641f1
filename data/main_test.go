package data_test

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"

	"pionjarkollen/data"
)

// childRole tells the test binary to be a second process that does what children says.
const childRole = "PIONJARKOLLEN_TEST_CHILD"

var children = map[string]func(ctx context.Context, path string) error{
	"hold":   childHold,
	"record": childRecord,
	"stall":  childStall,
	"full":   childFull,
	"secret": childSecret,
}

func TestMain(m *testing.M) {
	role := os.Getenv(childRole)
	if role == "" {
		os.Exit(m.Run())
	}
	if err := children[role](context.Background(), os.Args[1]); err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
}

// child starts a second process on the database at path. It is killed with the test.
func child(t *testing.T, role, path string) (process *exec.Cmd, out io.Reader) {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	process = exec.CommandContext(t.Context(), program, path)
	process.Env = append(os.Environ(), childRole+"="+role)
	process.Stderr = os.Stderr
	stdout, err := process.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := process.Start(); err != nil {
		t.Fatal(err)
	}
	return process, stdout
}

// await reads until the child has written the word on a line of its own.
func await(t *testing.T, out io.Reader, word string) {
	t.Helper()
	var all strings.Builder
	buffer := make([]byte, 256)
	for !strings.Contains("\n"+all.String(), "\n"+word+"\n") {
		n, err := out.Read(buffer)
		all.Write(buffer[:n])
		if err != nil {
			t.Fatalf("child said %q: %v", all.String(), err)
		}
	}
}

// kill ends the child as a power cut would.
func kill(t *testing.T, process *exec.Cmd) {
	t.Helper()
	if err := process.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = process.Wait() // reports the kill
}

func childOpen(ctx context.Context, path string) (*data.DB, error) {
	c, err := data.LoadCatalogue()
	if err != nil {
		return nil, err
	}
	return data.Open(ctx, data.Options{Path: path, Catalogue: c})
}

// childHold has the database open until it is killed.
func childHold(ctx context.Context, path string) error {
	if _, err := childOpen(ctx, path); err != nil {
		return err
	}
	fmt.Println("open")
	select {}
}

// childRecord records three submissions and waits to be killed, without closing.
func childRecord(ctx context.Context, path string) error {
	db, err := childOpen(ctx, path)
	if err != nil {
		return err
	}
	for level := range 3 {
		if _, err := db.Record(ctx, levels("0780", "styrning", level), []byte{byte('a' + level)}); err != nil {
			return err
		}
	}
	fmt.Println("recorded")
	select {}
}

// childStall journals a submission that it never commits: all connections are taken.
func childStall(ctx context.Context, path string) error {
	db, err := childOpen(ctx, path)
	if err != nil {
		return err
	}
	if _, err := db.Record(ctx, levels("0780", "styrning", 1), []byte("committed")); err != nil {
		return err
	}
	for range 64 {
		rows, err := db.Query(ctx, "SELECT 1")
		if err != nil {
			return err
		}
		defer rows.Close()
		if err := rows.Err(); err != nil {
			return err
		}
	}
	fmt.Println("stalled")
	_, err = db.Record(ctx, levels("0780", "styrning", 3), []byte("journaled only"))
	return err
}

func childSecret(_ context.Context, path string) error {
	secret, err := data.SecretFor(path)
	if err != nil {
		return err
	}
	fmt.Printf("%x\n", secret)
	return nil
}
