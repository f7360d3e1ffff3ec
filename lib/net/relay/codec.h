// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <memory>
#include <optional>
#include <span>

namespace hopscope
{

/// A library's decoder of one coding, called in steps. Its memory does not grow with the content.
class Codec
{
public:
    /// Damaged: all content is there, and does not fit the coding's checksum or length.
    enum class State { More, End, Broken, Damaged };

    virtual ~Codec() = default;
    /// Decodes from the front of `in`, which becomes what is left, to the front of `out`; `written` says how much.
    virtual State step(QByteArrayView &in, std::span<char> out, qsizetype &written) = 0;
    /// After Broken and Damaged: the library's own words.
    virtual QString error() const = 0;
    /// After End: whether `bytes` begin another member of the coding. Nothing: too few to tell.
    virtual std::optional<bool> goesOn(QByteArrayView) const { return false; }
    /// Begins the next member.
    virtual void restart() {}
};

/// For "gzip", "deflate" (RFC 9110 8.4.1), "br" (RFC 7932) and "zstd" (RFC 8878); none for another name.
std::unique_ptr<Codec> makeCodec(const QByteArray &name);

} // namespace hopscope
