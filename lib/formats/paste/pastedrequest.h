// SPDX-License-Identifier: MIT
#pragma once

#include "http/headers.h"
#include "http/result.h"
#include "redirect/authentication.h"
#include "text/formdata.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

namespace hopscope
{

/// More than this is refused: no request that a person copies is that long.
inline constexpr qsizetype kMaxPastedBytes = 4 * 1024 * 1024;

/// One day: no trace may take longer.
inline constexpr int kMaxTimeoutMs = 86'400'000;

/// A piece of a body: bytes, or a file that has to be read.
struct BodyPiece {
    enum Filter { AsIs, NoLineBreaks, UrlEncoded };

    QByteArray bytes; ///< for a file that is encoded: what stands before it, as in "name="
    QString file;     ///< path; used when not empty
    Filter filter = AsIs;

    bool operator==(const BodyPiece &) const = default;
};

/// What a pasted command or message asks for. Nothing has been read from disk yet.
struct PastedRequest {
    QByteArray method = "GET";
    QString url;
    Headers headers;
    QList<BodyPiece> body;   ///< joined as they are
    QList<FormPart> form;    ///< multipart/form-data; if there are any, `body` is empty
    QByteArray userPassword; ///< for Basic authentication
    QString client;          ///< profile to imitate; empty when the text does not say
    QString curlClient;      ///< the profile of the curl that the command calls; empty when it is no command
    int maxHops = -1;        ///< -1: not said
    int timeoutMs = 0;       ///< 0: not said
    bool insecure = false;   ///< certificates are not verified
    bool http2 = false;
    bool follows = true; ///< false: the program itself would not follow redirects, as curl without -L
    QString caFile;
    QString certificateFile;
    QString cookieFile;              ///< may not exist, as for curl
    bool cookieByOption = false;     ///< the Cookie field is one of -b, not of -H
    QList<QByteArray> withoutFields; ///< of the client's own fields, those that are taken away (curl -H 'Accept:')
    QList<QByteArray> addedFields;   ///< names in `headers` that the program adds by itself (curl -d)
    bool cookieEngine = false;       ///< cookies are kept
    bool junkSessionCookies = false; ///< those of `cookieFile` that end with the session are not used
    bool hsts = false;               ///< hosts that want https are kept
    AuthChoice auth = AuthChoice::ClientDefault;
    QString proxy;
    QStringList resolve; ///< host:port:address
    QStringList notes;   ///< what is not as in the text, a few words each

    bool operator==(const PastedRequest &) const = default;
};

/// True for text that begins as a curl command or as an HTTP/1 request does.
bool looksPasted(const QString &text);

/// Reads a curl command (bash or cmd quoting) or a raw HTTP request. The error is one sentence that says what is wrong.
Result<PastedRequest> parsePasted(const QString &text);

} // namespace hopscope
