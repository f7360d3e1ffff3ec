// SPDX-License-Identifier: MIT
#pragma once

#include "net/watch/peerprocess.h"

#include <optional>

namespace hopscope
{

/// The inode of the TCP socket of this machine whose own end is `peer` and whose other end is `here`, as the kernel
/// answers it (sock_diag(7)); nullopt where it does not, such as on systems without that. Reading /proc/net/tcp
/// instead takes as long as the kernel needs to walk through its whole table.
std::optional<quint64> socketInode(const SocketEnd &peer, const SocketEnd &here);

} // namespace hopscope
