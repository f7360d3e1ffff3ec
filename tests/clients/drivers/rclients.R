# SPDX-License-Identifier: MIT
# R's clients, one request a line of standard input; see README.md of this folder. usage: rclients.R httr|httr2

TIMEOUT <- 10

send_httr <- function(wish) {
  options <- list(httr::config(ssl_verifypeer = 0, ssl_verifyhost = 0, noproxy = "*"), httr::timeout(TIMEOUT))
  if (length(wish$headers)) {
    options <- c(options, list(httr::add_headers(.headers = stats::setNames(wish$headers[, 2], wish$headers[, 1]))))
  }
  if (!is.null(wish$user)) {
    options <- c(options, list(httr::authenticate(wish$user[1], wish$user[2])))
  }
  httr::handle_reset(wish$url)
  do.call(httr::VERB, c(list(wish$method, wish$url), options, list(body = wish$body)))$status_code
}

send_httr2 <- function(wish) {
  request <- httr2::req_method(httr2::request(wish$url), wish$method)
  request <- httr2::req_options(request, ssl_verifypeer = 0, ssl_verifyhost = 0, noproxy = "*")
  request <- httr2::req_timeout(httr2::req_error(request, is_error = function(response) FALSE), TIMEOUT)
  if (length(wish$headers)) {
    fields <- as.list(stats::setNames(wish$headers[, 2], wish$headers[, 1]))
    request <- do.call(httr2::req_headers, c(list(request), fields))
  }
  if (!is.null(wish$user)) {
    request <- httr2::req_auth_basic(request, wish$user[1], wish$user[2])
  }
  if (!is.null(wish$body)) {
    request <- httr2::req_body_raw(request, wish$body)
  }
  httr2::resp_status(httr2::req_perform(request))
}

arguments <- commandArgs(TRUE)
client <- arguments[1]
if (identical(arguments[2], "--version")) {
  cat(as.character(utils::packageVersion(client)), "with curl", curl::curl_version()$version, "\n")
  quit()
}
input <- file("stdin", "r")
while (length(line <- readLines(input, 1)) > 0) {
  end <- tryCatch(get(paste0("send_", client))(jsonlite::fromJSON(line)),
                  error = function(fault) paste("error", conditionMessage(fault)))
  cat(gsub("\\s+", " ", end), "\n", sep = "")
  flush(stdout())
}
