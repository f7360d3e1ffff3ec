// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

#include <optional>

namespace hopscope
{

inline constexpr qsizetype kMaxClientHelloBytes = 16 * 1024 + 5; ///< one record and its header (RFC 8446 5.1)

/// What a client says before TLS begins (RFC 8446 4.1.2).
struct ClientHello {
    QByteArray serverName;       ///< RFC 6066 3; empty: none
    QList<QByteArray> protocols; ///< RFC 7301 3.1: "h2", "http/1.1"

    bool operator==(const ClientHello &) const = default;
};

/// Whether these bytes begin TLS; nothing while they are too few to tell.
std::optional<bool> beginsTls(QByteArrayView bytes);
/// Reads the first record of a connection. Nothing while it is not there; what cannot be read is left out.
std::optional<ClientHello> readClientHello(QByteArrayView bytes);

} // namespace hopscope
