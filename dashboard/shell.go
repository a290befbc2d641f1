package dashboard

// Home returns a public address as files name it, without a final slash; "" is none, and none is an answer.
func Home(address string) (string, error) {
	u, err := publicURL(address)
	if u == nil || err != nil {
		return "", err
	}
	return u.String(), nil
}
