// SPDX-License-Identifier: MIT
#include "net/browser/firefoxscript.h"

namespace hopscope
{

using namespace Qt::StringLiterals;

QString firefoxObserver()
{
    // Channels of other tabs and of Firefox itself have another browsing context, or none.
    return uR"JS(
const [proxyType, proxyHost, proxyPort, hosts, authorities, limit] = arguments;
const window = Services.wm.getMostRecentWindow("navigator:browser");
const browser = window.gBrowser.selectedBrowser;
const state = window.hopscope = {events: [], stores: new Map(), browser};
const fieldsOf = (channel, visit) => {
  const fields = [];
  try { channel[visit]({visitHeader(name, value) { fields.push([name, value]); }}); } catch (e) {}
  return fields;
};
const nameOf = result => Object.keys(Cr).find(name => Cr[name] === result) ?? "0x" + result.toString(16);
const keep = channel => {
  try {
    const store = Cc["@mozilla.org/storagestream;1"].createInstance(Ci.nsIStorageStream);
    store.init(8192, limit, null);
    const tee = Cc["@mozilla.org/network/stream-listener-tee;1"].createInstance(Ci.nsIStreamListenerTee);
    tee.init(channel.QueryInterface(Ci.nsITraceableChannel).setNewListener(tee), store.getOutputStream(0));
    state.stores.set(channel.channelId, store);
  } catch (e) {}
};
const contentOf = id => {
  const store = state.stores.get(id);
  state.stores.delete(id);
  try {
    const input = Cc["@mozilla.org/binaryinputstream;1"].createInstance(Ci.nsIBinaryInputStream);
    input.setInputStream(store.newInputStream(0));
    return btoa(input.readBytes(input.available()));
  } catch (e) { return ""; }
};
const tell = (topic, subject) => {
  let channel;
  try { channel = subject.QueryInterface(Ci.nsIHttpChannel); } catch (e) { return; }
  const info = channel.loadInfo;
  const begins = topic === "http-on-modify-request", ends = topic === "http-on-stop-request";
  if (info.browsingContextID !== browser.browsingContext.id) {
    if (begins) channel.cancel(Cr.NS_ERROR_ABORT);
    return;
  }
  const event = {topic, id: String(channel.channelId), url: channel.URI.spec, method: channel.requestMethod,
    type: info.externalContentPolicyType, redirects: info.redirectChainIncludingInternalRedirects.length,
    preflight: info.isPreflight, time: Date.now(), request: fieldsOf(channel, "visitRequestHeaders")};
  if (!begins) {
    try {
      event.status = channel.responseStatus;
      event.reason = channel.responseStatusText;
      event.response = fieldsOf(channel, "visitOriginalResponseHeaders");
      const major = {}, minor = {}, inner = channel.QueryInterface(Ci.nsIHttpChannelInternal);
      inner.getResponseVersion(major, minor);
      event.version = major.value + "." + minor.value;
      event.address = inner.remoteAddress;
      event.port = inner.remotePort;
    } catch (e) {}
  }
  if (topic.startsWith("http-on-examine")) keep(channel);
  if (ends) {
    event.result = channel.status === 0 ? "" : nameOf(channel.status);
    event.content = contentOf(channel.channelId);
    try {
      const security = channel.securityInfo;
      if (security?.errorCodeString) event.result = security.errorCodeString;
      if (security?.serverCert) event.tls = {protocol: security.protocolVersion, cipher: security.cipherName,
        subject: security.serverCert.subjectName, issuer: security.serverCert.issuerName};
    } catch (e) {}
    try {
      const timed = channel.QueryInterface(Ci.nsITimedChannel);
      event.times = {dns: timed.domainLookupEndTime - timed.domainLookupStartTime,
        connect: timed.connectEndTime - timed.connectStartTime, wait: timed.responseStartTime - timed.requestStartTime,
        receive: timed.responseEndTime - timed.responseStartTime};
    } catch (e) {}
  }
  state.events.push(event);
};
for (const topic of ["http-on-modify-request", "http-on-examine-response", "http-on-examine-cached-response",
  "http-on-examine-merged-response", "http-on-stop-request"])
  Services.obs.addObserver(subject => tell(topic, subject), topic);
const names = Cc["@mozilla.org/network/native-dns-override;1"].getService(Ci.nsINativeDNSResolverOverride);
for (const [host, address] of hosts) names.addIPOverride(host, address);
const trusted = Cc["@mozilla.org/security/x509certdb;1"].getService(Ci.nsIX509CertDB);
for (const der of authorities) trusted.addCertFromBase64(der, "C,,");
for (const key of ["http", "ssl"]) {
  Services.prefs.setStringPref("network.proxy." + key, proxyHost);
  Services.prefs.setIntPref("network.proxy." + key + "_port", proxyPort);
}
if (proxyType === 2) {
  Services.prefs.setStringPref("network.proxy.socks", proxyHost);
  Services.prefs.setIntPref("network.proxy.socks_port", proxyPort);
  for (const key of ["http", "ssl"]) Services.prefs.setStringPref("network.proxy." + key, "");
}
Services.prefs.setIntPref("network.proxy.type", proxyType === 2 ? 1 : proxyType);
return Services.appinfo.version;
)JS"_s;
}

QString firefoxPoll()
{
    return uR"JS(
const state = Services.wm.getMostRecentWindow("navigator:browser").hopscope;
return JSON.stringify({events: state.events.splice(0), busy: state.browser.webProgress.isLoadingDocument});
)JS"_s;
}

QString firefoxStartPage()
{
    return uR"JS(
const principal = Services.scriptSecurityManager.createContentPrincipalFromOrigin(arguments[0]);
const browser = Services.wm.getMostRecentWindow("navigator:browser").gBrowser.selectedBrowser;
browser.loadURI(Services.io.newURI("about:blank"), {triggeringPrincipal: principal, principalToInherit: principal});
return true;
)JS"_s;
}

QString firefoxRunInPage()
{
    return u"if (window.origin !== arguments[0]) return false; window.eval(arguments[1]); return true;"_s;
}

} // namespace hopscope
