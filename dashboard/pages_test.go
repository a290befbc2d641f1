package dashboard

import "testing"

func TestX(t *testing.T) {
	st := onExamples(t)
	st.get(t, "/")
}
