package dashboard

import (
	"net"
	"sync"
)

// door lets connections in and knows which have not said anything yet. Browsers and proxies open some in advance; the server would
// wait for each when it stops, as if a request were on its way.
type door struct {
	net.Listener

	mu     sync.Mutex
	silent map[*guest]bool
	shut   bool
}

// What the system keeps of a connection in each direction, in bytes: left to itself it keeps megabytes for each client that does not
// read, or sends faster than anybody wants it.
const (
	readBuffer  = 128 << 10
	writeBuffer = 256 << 10
)

// newDoor takes over a listener.
func newDoor(ln net.Listener) *door { return &door{Listener: ln, silent: map[*guest]bool{}} }

// guest is a connection that came through a door.
type guest struct {
	net.Conn

	door  *door
	spoke sync.Once
}

// Accept returns the next connection.
func (d *door) Accept() (net.Conn, error) {
	c, err := d.Listener.Accept()
	if err != nil {
		return nil, err
	}
	if tcp, ok := c.(*net.TCPConn); ok {
		_ = tcp.SetReadBuffer(readBuffer)   // the system may refuse, and then keeps its own
		_ = tcp.SetWriteBuffer(writeBuffer) // the same
	}
	g := &guest{Conn: c, door: d}
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.shut {
		_ = c.Close() // it has said nothing
		return g, nil
	}
	d.silent[g] = true
	return g, nil
}

// close ends the connections that have said nothing, and those to come.
func (d *door) close() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.shut = true
	for g := range d.silent {
		_ = g.Conn.Close() // nobody waits for an answer
	}
	clear(d.silent)
}

// leave forgets a connection that has spoken or ended.
func (g *guest) leave() {
	g.spoke.Do(func() {
		g.door.mu.Lock()
		defer g.door.mu.Unlock()
		delete(g.door.silent, g)
	})
}

// Read notes that the connection has spoken.
func (g *guest) Read(p []byte) (int, error) {
	n, err := g.Conn.Read(p)
	g.leave()
	return n, err
}

// Close ends the connection.
func (g *guest) Close() error {
	g.leave()
	return g.Conn.Close()
}

// CloseWrite tells the client that nothing more comes, and goes on reading.
func (g *guest) CloseWrite() error {
	if c, ok := g.Conn.(interface{ CloseWrite() error }); ok {
		return c.CloseWrite()
	}
	return nil
}
