// SPDX-License-Identifier: MIT
#include "fuzz.h"

#include "net/relay/socks.h"

namespace hopscope::fuzz
{

namespace
{

struct Told {
    QByteArray answer;
    QByteArray left;
    QByteArray user;
    SocksHandshake::State state = SocksHandshake::State::Greeting;

    bool operator==(const Told &) const = default;
};

Told told(QByteArrayView bytes, quint32 longest)
{
    SocksHandshake handshake("pw");
    Told result;
    inPieces(bytes, longest, [&](QByteArrayView piece) {
        result.left += piece;
        result.answer += handshake.feed(result.left);
        return true;
    });
    result.user = handshake.user();
    result.state = handshake.state();
    return result;
}

} // namespace

void run(QByteArrayView input)
{
    SocksHandshake handshake("pw");
    Told atOnce;
    atOnce.left = input.toByteArray();
    atOnce.answer = handshake.feed(atOnce.left);
    atOnce.user = handshake.user();
    atOnce.state = handshake.state();
    require(input.endsWith(atOnce.left), "what is left is the end of what came in");
    for (const quint32 longest : kLongestPieces)
        require(told(input, longest) == atOnce, "a handshake in pieces goes as it does at once");
}

} // namespace hopscope::fuzz
