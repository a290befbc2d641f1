package dashboard

import (
	"context"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"mime"
	"path"
	"sync"

	"github.com/gofiber/fiber/v2"
)

//go:embed static/css/*.css static/js/*.js static/vendor static/geo static/icon.svg
var staticFiles embed.FS

// static holds our own assets, compressed once. Their common checksum stands in every address, so that modules may name each
// other relatively and browsers may keep them for ever.
type static struct {
	version string
	files   map[string]*cached // "css/site.css"
}

// contentTypes of what we serve; the machine's own table may differ.
var contentTypes = map[string]string{
	".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".woff2": "font/woff2", ".svg": "image/svg+xml", ".json": "application/json; charset=utf-8",
}

// loadStatic compresses the assets, once for all sites of the process: they are the same, and it takes a while.
var loadStatic = sync.OnceValues(readStatic)

func readStatic() (*static, error) {
	s := &static{files: map[string]*cached{}}
	sum := sha256.New()
	root, err := fs.Sub(staticFiles, "static")
	if err != nil {
		return nil, err
	}
	err = fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		body, err := fs.ReadFile(root, name)
		if err != nil {
			return err
		}
		fmt.Fprintf(sum, "%s %d\n", name, len(body))
		sum.Write(body)
		kind := contentTypes[path.Ext(name)]
		if kind == "" {
			kind = mime.TypeByExtension(path.Ext(name))
		}
		if kind == "" {
			kind = "text/plain; charset=utf-8" // licences
		}
		s.files[name] = newCached(kind, "", body)
		return nil
	})
	if err != nil {
		return nil, err
	}
	s.version = hex.EncodeToString(sum.Sum(nil))[:12]
	return s, nil
}

// address is where an asset is served.
func (s *static) address(name string) string { return "/static/" + s.version + "/" + name }

// serveStatic answers GET /static/{version}/{name}; a name of an older version gets the present file, uncached.
func (s *Site) serveStatic(c *fiber.Ctx) error {
	a, ok := s.static.files[c.Params("*")]
	if !ok {
		return fiber.ErrNotFound
	}
	if err := send(c, a, false); err != nil {
		return err
	}
	c.Set(fiber.HeaderVary, "Accept-Encoding")
	if c.Params("version") == s.static.version {
		c.Set(fiber.HeaderCacheControl, "public, max-age=31536000, immutable")
	}
	return nil
}

// serveFavicon answers GET /favicon.ico, which browsers ask for unbidden.
func (s *Site) serveFavicon(c *fiber.Ctx) error { return send(c, s.static.files["icon.svg"], false) }

// serveRobots answers GET /robots.txt: everything public may be read.
func (s *Site) serveRobots(c *fiber.Ctx) error {
	return c.SendString("User-agent: *\nDisallow: /lamna-in/\nDisallow: /valkommen/\nDisallow: /en/lamna-in/\nDisallow: /en/valkommen/\n")
}

// health answers GET /healthz: the process runs and the database answers.
func (s *Site) health(c *fiber.Ctx) error {
	if err := s.answers(c.UserContext()); err != nil {
		return err
	}
	c.Set(fiber.HeaderCacheControl, "no-store")
	return c.SendString("ok\n")
}

// answers asks the database the least there is to ask.
func (s *Site) answers(ctx context.Context) error {
	rows, err := s.db.Query(ctx, "SELECT 1")
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		continue
	}
	return rows.Err()
}
