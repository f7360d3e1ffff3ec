// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <span>

namespace hopscope
{

/// Which bytes stand behind the prefix of a key.
enum class KeyBytes {
    Alnum,  ///< letters and digits
    Word,   ///< these and "_" and "-"
    Dotted, ///< these and "."
    Hex,    ///< digits and a to f
};

/// Keys whose issuer gives them a prefix, so that scanners find them.
struct KeyPrefix {
    QByteArrayView prefix;
    qsizetype least = 0; ///< bytes behind the prefix
    KeyBytes bytes = KeyBytes::Word;
    const char *name = nullptr;   ///< "GitHub token"
    const char *source = nullptr; ///< where the format is published
};

std::span<const KeyPrefix> keyPrefixes();
/// "key ghp_".
QByteArray idOf(const KeyPrefix &row);

/// Length of the key that `text` begins with, and its row; 0 if it begins with none. `off` is the id of a row that does
/// not count.
std::pair<qsizetype, const KeyPrefix *> keyAt(QByteArrayView text, QByteArrayView off = {});

} // namespace hopscope
