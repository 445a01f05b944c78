// The bubble's look. `:host` rules are important: then neither the page's rules nor its important ones reach the host.
export const LOADER_STYLE = `
:host{all:initial!important;position:fixed!important;z-index:2147483000!important;bottom:0!important;right:0!important;display:block!important;width:0!important;height:0!important}
:host([data-side=left]){right:auto!important;left:0!important}
:host([data-hidden]){display:none!important}
.bubble{all:unset;box-sizing:border-box;position:fixed;bottom:20px;right:20px;width:56px;height:56px;border-radius:28px;background:var(--accent);color:var(--on-accent);cursor:pointer;display:grid;place-items:center;box-shadow:0 1px 3px rgb(16 20 24/.16),0 8px 24px rgb(16 20 24/.22);transition:transform .16s ease,box-shadow .16s ease;-webkit-tap-highlight-color:transparent}
:host([data-side=left]) .bubble{right:auto;left:20px}
.bubble:hover{transform:translateY(-2px);box-shadow:0 2px 4px rgb(16 20 24/.16),0 12px 32px rgb(16 20 24/.26)}
.bubble:active{transform:scale(.96)}
.bubble:focus-visible{outline:3px solid var(--accent);outline-offset:3px;box-shadow:0 0 0 3px #fff,0 8px 24px rgb(16 20 24/.22)}
.bubble svg{grid-area:1/1;width:30px;height:30px;fill:none;stroke:currentColor;stroke-width:2;stroke-linecap:round;stroke-linejoin:round;transition:opacity .16s,transform .16s}
.bubble .talk{fill:currentColor;stroke:none}
.bubble .down,.bubble[aria-expanded=true] .talk{opacity:0;transform:rotate(-30deg) scale(.6)}
.bubble[aria-expanded=true] .down{opacity:1;transform:none}
.bubble[data-busy] svg{opacity:.35}
.bubble[data-busy]::after{content:"";grid-area:1/1;width:24px;height:24px;box-sizing:border-box;border:3px solid;border-inline-end-color:transparent;border-radius:50%;animation:turn .8s linear infinite .2s both}
.badge{position:absolute;top:-4px;inset-inline-end:-4px;min-width:22px;height:22px;box-sizing:border-box;padding:0 6px;border:2px solid #fff;border-radius:11px;background:#c4281c;color:#fff;font:600 12px/18px system-ui,sans-serif;text-align:center}
.badge:empty{display:none}
.tip{position:fixed;bottom:88px;right:20px;max-width:280px;margin:0;padding:12px 16px;border-radius:12px;background:#1b1e23;color:#fff;font:14px/20px system-ui,sans-serif}
:host([data-side=left]) .tip{right:auto;left:20px}
@keyframes turn{from{opacity:1}to{opacity:1;transform:rotate(1turn)}}
@media(max-width:480px){.bubble{bottom:16px;right:16px}:host([data-side=left]) .bubble{left:16px}.bubble[aria-expanded=true]{display:none}}
@media(prefers-reduced-motion:reduce){.bubble,.bubble svg{transition:none}.bubble:hover{transform:none}.bubble[data-busy]::after{animation-duration:2.4s}}
@media print{:host{display:none!important}}
`;
