// SPDX-License-Identifier: MIT
#include "net/watch/socketinode.h"

#ifdef Q_OS_LINUX
#include <QtEndian>

#include <array>
#include <cstring>

#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/sock_diag.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>
#endif

namespace hopscope
{

#ifdef Q_OS_LINUX

namespace
{

/// The kernel answers at once, or something is wrong.
constexpr timeval kAnswerLimit{.tv_sec = 1, .tv_usec = 0};
constexpr qsizetype kAnswerBytes = 4096;

struct DiagQuestion {
    nlmsghdr header;
    inet_diag_req_v2 request;
};

void setAddress(__be32 (&words)[4], const QHostAddress &address, bool isV4)
{
    if (isV4) {
        words[0] = qToBigEndian(address.toIPv4Address());
        return;
    }
    const Q_IPV6ADDR bytes = address.toIPv6Address(); // of an IPv4 address the mapped one
    std::memcpy(words, bytes.c, sizeof bytes.c);
}

std::optional<quint64> asked(int socket, const SocketEnd &peer, const SocketEnd &here, bool isV4)
{
    DiagQuestion question{};
    question.header.nlmsg_len = sizeof question;
    question.header.nlmsg_type = SOCK_DIAG_BY_FAMILY;
    question.header.nlmsg_flags = NLM_F_REQUEST;
    question.request.sdiag_family = isV4 ? AF_INET : AF_INET6;
    question.request.sdiag_protocol = IPPROTO_TCP;
    question.request.idiag_states = ~0U;
    question.request.id.idiag_sport = qToBigEndian(peer.port);
    question.request.id.idiag_dport = qToBigEndian(here.port);
    setAddress(question.request.id.idiag_src, peer.address, isV4);
    setAddress(question.request.id.idiag_dst, here.address, isV4);
    question.request.id.idiag_cookie[0] = INET_DIAG_NOCOOKIE;
    question.request.id.idiag_cookie[1] = INET_DIAG_NOCOOKIE;
    if (::send(socket, &question, sizeof question, 0) != ssize_t(sizeof question))
        return std::nullopt;
    alignas(nlmsghdr) std::array<char, kAnswerBytes> bytes{};
    const ssize_t size = ::recv(socket, bytes.data(), bytes.size(), 0);
    nlmsghdr header{};
    if (size < ssize_t(NLMSG_LENGTH(sizeof(inet_diag_msg))))
        return std::nullopt;
    std::memcpy(&header, bytes.data(), sizeof header);
    if (header.nlmsg_type != SOCK_DIAG_BY_FAMILY)
        return std::nullopt;
    inet_diag_msg message{};
    std::memcpy(&message, bytes.data() + NLMSG_HDRLEN, sizeof message);
    return message.idiag_inode == 0 ? std::nullopt : std::optional<quint64>(message.idiag_inode);
}

} // namespace

std::optional<quint64> socketInode(const SocketEnd &peer, const SocketEnd &here)
{
    const int socket = ::socket(AF_NETLINK, SOCK_DGRAM | SOCK_CLOEXEC, NETLINK_SOCK_DIAG);
    if (socket < 0)
        return std::nullopt;
    ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &kAnswerLimit, sizeof kAnswerLimit);
    bool isV4 = false;
    peer.address.toIPv4Address(&isV4);
    std::optional<quint64> inode;
    // A program may have opened a socket of IPv6 for an address of IPv4.
    for (const bool asV4 : {true, false}) {
        if (!inode && (isV4 || !asV4))
            inode = asked(socket, peer, here, asV4);
    }
    ::close(socket);
    return inode;
}

#else

std::optional<quint64> socketInode(const SocketEnd &, const SocketEnd &)
{
    return std::nullopt;
}

#endif

} // namespace hopscope
