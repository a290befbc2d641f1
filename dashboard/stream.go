package dashboard

import (
	"strconv"

	"github.com/valyala/fasthttp"
)

// lengthHeader carries a declared length from announceBody to restoreLength. What a client sends under the name is thrown away.
const lengthHeader = "X-Pionjarkollen-Length"

// announceBody keeps the server from waiting for the first 8 kB of a declared body before anything of ours runs: a client that
// declares more than it sends would get its answer, whatever it is, at the read timeout. For a chunked body the server does not wait;
// so a declared one is called chunked until restoreLength tells its stream how long it is, before a byte of it is read.
func announceBody(h *fasthttp.RequestHeader) fasthttp.RequestConfig {
	h.Del(lengthHeader)
	if n := h.ContentLength(); n > 0 {
		h.SetContentLength(-1)
		h.Set(lengthHeader, strconv.Itoa(n))
	}
	return fasthttp.RequestConfig{}
}

// restoreLength undoes announceBody when the request is about to be answered.
func restoreLength(next fasthttp.RequestHandler) fasthttp.RequestHandler {
	return func(ctx *fasthttp.RequestCtx) {
		h := &ctx.Request.Header
		if n, err := strconv.Atoi(string(h.Peek(lengthHeader))); err == nil {
			h.SetContentLength(n)
		}
		h.Del(lengthHeader)
		next(ctx)
	}
}
