// SPDX-License-Identifier: MIT
#pragma once

#include "http/message.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <optional>

namespace hopscope
{

/// Stands for the first URL where the text does not name it (RFC 2606 2: never a real host).
inline constexpr auto kUnknownUrl = "http://unknown.invalid/";

/// What a line of its own says about the request that was sent.
struct SaidRequest {
    Request request;     ///< method GET where only the URL is said; the body as far as it is
    QByteArray agent;    ///< "curl/" or "Wget/", as Recorded::agent; empty: the line does not tell
    QString client;      ///< profile; empty: the line does not tell
    bool isUrl = false;  ///< nothing but the URL is said
    QStringList missing; ///< a sentence for each part of the command that the text does not hold
};

/// "https://a.example/x", "$ curl -iL https://a.example/x", "$ http -v a.example/x", "--2026-11-23 08:00:00--
/// https://a.example/x".
std::optional<SaidRequest> requestInLine(const QByteArray &line);

/// How many redirects were followed, by a line in which curl or wget says that it follows no more: "Maximum (50)
/// redirects followed", "20 redirections exceeded.".
std::optional<int> limitInLine(const QByteArray &line);

} // namespace hopscope
