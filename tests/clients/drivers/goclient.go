// SPDX-License-Identifier: MIT
// Go's net/http, one request a line of standard input; see README.md of this folder.
package main

import (
	"bufio"
	"crypto/tls"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"runtime"
	"strings"
	"time"
)

type wish struct {
	Method, URL string
	Headers     [][2]string
	Body        *string
	User        []string
	Stream      bool
}

func send(w wish) (string, error) {
	var body io.Reader
	if w.Body != nil {
		body = strings.NewReader(*w.Body)
		if w.Stream { // a type for which NewRequest makes no GetBody
			body = io.MultiReader(body)
		}
	}
	request, err := http.NewRequest(w.Method, w.URL, body)
	if err != nil {
		return "", err
	}
	for _, field := range w.Headers {
		if strings.EqualFold(field[0], "Host") {
			request.Host = field[1]
		} else {
			request.Header.Add(field[0], field[1])
		}
	}
	if len(w.User) == 2 {
		request.SetBasicAuth(w.User[0], w.User[1])
	}
	transport := &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}
	client := http.Client{Transport: transport, Timeout: 10 * time.Second}
	response, err := client.Do(request)
	if err != nil {
		return "", err
	}
	response.Body.Close()
	return response.Status, nil
}

func main() {
	if len(os.Args) > 1 && os.Args[1] == "--version" {
		fmt.Println(strings.TrimPrefix(runtime.Version(), "go"))
		return
	}
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		var w wish
		end, err := "", json.Unmarshal(lines.Bytes(), &w)
		if err == nil {
			end, err = send(w)
		}
		if err != nil {
			end = "error " + err.Error()
		}
		fmt.Println(strings.ReplaceAll(end, "\n", " "))
	}
}
