package access

import (
	"errors"
	"fmt"
	"time"
)

// Errors of links.
var (
	ErrInvalid = errors.New("the link is not one of ours")
	ErrExpired = errors.New("the link has expired")
	ErrUsed    = errors.New("the link has been used")
)

// Errors of signing in. They are the same for an unknown address, a wrong password and a disabled person.
var (
	ErrNoSession   = errors.New("not signed in")
	ErrCredentials = errors.New("the credentials do not fit")
	ErrCode        = errors.New("the code does not fit, or has been used")
	ErrCeremony    = errors.New("what was begun has ended, or was begun in another browser")
	ErrBusy        = errors.New("too many people are signing in; try again")
)

// Errors of those who are signed in.
var (
	ErrForbidden         = errors.New("not allowed")
	ErrStepUp            = errors.New("a fresh proof of who you are is needed")
	ErrLastCredential    = errors.New("the last way to sign in cannot be removed")
	ErrLastAdministrator = errors.New("the last administrator must stay")
	ErrUnknown           = errors.New("there is none with that id")
	ErrExists            = errors.New("there is somebody with that address already")
	ErrLinked            = errors.New("the identity belongs to somebody already")
	ErrUnavailable       = errors.New("this way to sign in is not available here")
)

// FieldError is a person's mistake in what she filled in. Field is "name", "email", "role", "municipalities", "expires" or "label".
type FieldError struct{ Field string }

// Error names the field.
func (e *FieldError) Error() string { return "field " + e.Field + " is missing or wrong" }

// ThrottledError means that there have been too many wrong guesses.
type ThrottledError struct{ RetryAfter time.Duration }

// Error says when to try again.
func (e *ThrottledError) Error() string {
	return fmt.Sprintf("too many tries; try again in %s", e.RetryAfter.Round(time.Second))
}
