// The panel's look, as one constructable sheet: a strict Content-Security-Policy of the page cannot break it.
// Four-pixel grid; radius 8, 12, 16; the system's font at 14/20.
export const PANEL_STYLE = `
.panel{all:initial;position:fixed;bottom:92px;right:20px;width:392px;height:min(664px,calc(100vh - 116px));height:min(664px,calc(100dvh - 116px));
--ground:#fff;--soft:#f3f3f0;--line:#e4e4df;--text:#1b1e23;--dim:#5d636d;--shade:0 0 0 1px rgb(16 20 24/.06),0 4px 12px rgb(16 20 24/.08),0 20px 56px rgb(16 20 24/.2);
--danger:#b42318;--danger-soft:#fdf0ee;--good:#2fae66;--star:#b97509;
box-sizing:border-box;display:flex;flex-direction:column;overflow:hidden;border-radius:16px;background:var(--ground);color:var(--text);box-shadow:var(--shade);
font:14px/20px system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;-webkit-font-smoothing:antialiased;text-align:left;
opacity:0;transform:translateY(12px) scale(.985);transform-origin:bottom right;transition:opacity .18s ease,transform .18s cubic-bezier(.2,.8,.3,1);outline:none}
.panel[dir=rtl]{direction:rtl;text-align:right}
:host([data-side=left]) .panel{right:auto;left:20px;transform-origin:bottom left}
.panel[data-open]{opacity:1;transform:none}
.panel[hidden]{display:none}
.panel[data-scheme=dark]{color-scheme:dark;--ground:#1b1e23;--soft:#272b32;--line:#363b44;--text:#eceef0;--dim:#a7adb7;--shade:0 0 0 1px rgb(255 255 255/.08),0 20px 56px rgb(0 0 0/.5);--danger:#ff9d92;--danger-soft:#3b2422;--good:#43c97d;--star:#f2b84b}
.panel *,.panel ::before{box-sizing:border-box}
h2,h3,p,ul,fieldset,legend,b,i{margin:0;padding:0;border:0;font:inherit}
ul{list-style:none}
button,input,select,textarea{font:inherit;color:inherit;margin:0}
button{all:unset;box-sizing:border-box;font:inherit;cursor:pointer;display:inline-flex;align-items:center;justify-content:center;gap:6px;-webkit-tap-highlight-color:transparent}
button[disabled]{cursor:default}
a,.link{color:var(--accent-ink);text-decoration:underline;text-underline-offset:2px;cursor:pointer}
.link{font-weight:600;min-height:24px}
:is(button,a,input,select,textarea,.list):focus-visible,.stars label:focus-within:has(:focus-visible){outline:2px solid var(--ring);outline-offset:2px}
.icon{flex:none;fill:none;stroke:currentColor;stroke-width:1.8;stroke-linecap:round;stroke-linejoin:round}
.icon.i-more{stroke-width:3}
:is(.hidden,.news){position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.error{color:var(--danger);font-size:13px}
.quiet{width:36px;height:36px;border-radius:8px;flex:none}
.main,.plain,.danger{min-height:44px;padding:10px 20px;border-radius:12px;font-weight:600;transition:background .12s}
.main{background:var(--accent);color:var(--on-accent)}
.main:hover{background:var(--accent-deep)}
.main[disabled]{opacity:.5}
.plain{background:var(--soft)}
.plain:hover{background:var(--line)}
.danger{background:var(--danger-soft);color:var(--danger)}

.bubbles,.group{position:relative}
.face{flex:none;display:inline-grid;place-items:center;overflow:hidden;border-radius:50%;background:var(--accent-soft);color:var(--text);font-weight:600}
.face img{width:100%;height:100%;object-fit:cover}
.face.s{width:28px;height:28px;font-size:11px}
.face.m{width:40px;height:40px;font-size:14px}

.presence{display:flex;align-items:center;gap:6px;font-size:13px}
.dot{width:8px;height:8px;border-radius:50%;border:2px solid currentColor;flex:none}
.presence.on .dot{border:0;background:var(--good);box-shadow:0 0 0 2px #fff;margin-inline-start:2px}
.line-bar{flex:none;position:relative;z-index:1;max-height:0;overflow:hidden;background:#fdf3d7;color:#5b4300;font-size:13px;text-align:center;transition:max-height .16s}
.line-bar.shown{max-height:128px;padding:6px 16px}
.line-bar .link{color:inherit;margin-inline-start:8px}
[data-scheme=dark] .line-bar{background:#3a3016;color:#f7dc98}

.home{display:flex;flex-direction:column;min-height:0;flex:1;overflow-y:auto;overscroll-behavior:contain}
.hero{flex:none;padding:16px 24px 52px;background:linear-gradient(150deg,var(--accent),var(--accent-deep));color:var(--on-accent)}
.hero-row{display:flex;align-items:center;justify-content:space-between;margin-inline-end:-8px}
.site{font-weight:600;overflow-wrap:anywhere}
.hero .quiet:hover,.header .quiet:hover{background:rgb(128 128 128/.24)}
.hero :focus-visible,.header :focus-visible{outline-color:var(--on-accent)}
.hero h2{margin:32px 0 12px;font-size:28px;line-height:36px;font-weight:700;letter-spacing:-.01em;text-wrap:balance;overflow-wrap:anywhere}
.brief .hero{padding-block:12px 36px}
.brief .hero h2{margin:4px 0;font-size:20px;line-height:28px}
.sheet{position:relative;flex:1 0 auto;display:flex;flex-direction:column;gap:16px;margin-top:-24px;padding:20px 24px 24px;border-radius:16px 16px 0 0;background:var(--ground)}
.line-bar.shown+.sheet{margin-top:0;border-radius:0}
.hint{color:var(--dim)}
.crew{display:grid;gap:12px}
.crew li{display:flex;align-items:center;gap:12px}
.crew span{min-width:0}
.crew b{display:block;font-weight:600}
.crew small{display:block;color:var(--dim);font-size:13px;overflow-wrap:anywhere}
.first{margin:auto -8px -8px}
.first .error{padding:0 8px 8px}
.first .composer{padding:0;border:0}

.start{display:grid;gap:12px}
.start .field textarea{field-sizing:content;min-height:64px;max-height:144px}
.start .main{position:sticky;bottom:12px;box-shadow:0 0 0 12px var(--ground)}
.brief .sheet{padding-bottom:12px}
.field{display:grid;gap:4px}
label{font-weight:600}
label small{color:var(--dim);font-weight:400;font-size:inherit}
input:not([type=checkbox],[type=radio]),select,.field textarea,.rating textarea{appearance:none;width:100%;min-height:44px;padding:11px 12px;border:1px solid #868c96;border-radius:8px;background:var(--ground);resize:none}
select{background-image:linear-gradient(45deg,transparent 50%,var(--dim) 50%),linear-gradient(-45deg,transparent 50%,var(--dim) 50%);background-position:right 18px center,right 12px center;background-size:6px 6px;background-repeat:no-repeat;padding-inline-end:32px}
[dir=rtl] select{background-position:left 12px center,left 18px center}
.wrong :is(input,select,textarea){border-color:var(--danger)}
.consent{display:grid;gap:4px;font-size:13px}
.consent label{display:grid;grid-template-columns:auto 1fr;gap:10px;font-weight:400;cursor:pointer}
.consent input{width:20px;height:20px;margin:0;accent-color:var(--ring)}
.consent a{margin-inline-start:30px;justify-self:start}

.chat{display:flex;flex-direction:column;min-height:0;flex:1;position:relative}
.header{flex:none;display:flex;align-items:center;gap:4px;padding:12px 12px 12px 16px;background:linear-gradient(150deg,var(--accent),var(--accent-deep));color:var(--on-accent)}
[dir=rtl] .header{padding:12px 16px 12px 12px}
.header .face{background:var(--ground)}
.who{flex:1;min-width:0;padding-inline-start:8px}
.who h2{font-size:15px;font-weight:600}
.who h2,.who p{overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.menu{position:relative}
.items{position:absolute;z-index:3;top:40px;inset-inline-end:0;padding:4px;border-radius:12px;background:var(--ground);color:var(--text);box-shadow:var(--shade)}
.items button{padding:10px 16px 10px 12px;min-width:160px;justify-content:flex-start;border-radius:8px;white-space:nowrap}
[dir=rtl] .items .icon{transform:scaleX(-1)}
.items button:is(:hover,:focus-visible){background:var(--soft)}
.items :focus-visible{outline-color:var(--ring)}

.thread{flex:1;min-height:0;position:relative;display:flex}
.list{flex:1;min-width:0;overflow-y:auto;overscroll-behavior:contain;padding:16px;display:flex;flex-direction:column;gap:12px;outline-offset:-2px!important;scrollbar-width:thin;scrollbar-color:var(--line) transparent}
.list>:first-child{margin-top:auto}
.day,.note{align-self:center;text-align:center;color:var(--dim);font-size:12px;line-height:16px;max-width:85%;overflow-wrap:anywhere}
.day{font-weight:600}
.note{padding:2px 0}
.wait{padding:8px 16px;border-radius:12px;background:var(--soft);font-size:13px;line-height:18px}
.older{align-self:center;font-size:13px}
.group{display:flex;gap:8px;align-items:flex-end;max-width:88%}
.group.mine{align-self:flex-end;flex-direction:column}
.group .face{margin-bottom:22px}
.bubbles{display:flex;flex-direction:column;gap:3px;min-width:0;align-items:flex-start}
.mine .bubbles{align-items:flex-end}
.author,.meta{font-size:12px;line-height:16px;color:var(--dim)}
.author{padding:0 4px 1px}
.meta{display:flex;flex-wrap:wrap;align-items:center;gap:4px;padding:2px 4px 0}
.mark{display:inline-flex;align-items:center;gap:2px}
.mark::before{content:"·";margin-inline-end:2px}
.mark.read{color:var(--accent-ink)}
.mark:not(.last) .word{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.message{padding:9px 14px;border-radius:16px;background:var(--soft);white-space:pre-wrap;overflow-wrap:anywhere;unicode-bidi:plaintext;text-align:start;max-width:100%;animation:come .16s ease}
.theirs .message{border-start-start-radius:6px;border-end-start-radius:6px}
.theirs .author+.message{border-start-start-radius:16px}
.mine .message{background:var(--accent);color:var(--on-accent);border-start-end-radius:6px;border-end-end-radius:6px}
.mine .message:first-child{border-start-end-radius:16px}
.mine .message a{color:inherit}
.mine .message.sending{background:var(--accent-soft);color:var(--text)}
.mine .message.failed{background:var(--danger-soft);color:var(--text);box-shadow:inset 0 0 0 1px var(--danger)}
.meta.wrong{color:var(--danger);justify-content:flex-end;text-align:end}
.meta.wrong .link{color:var(--danger);margin-inline-start:4px}
.typing{display:flex;gap:4px;padding:14px}
.group:has(.typing) .face{margin-bottom:6px}
.typing i{width:7px;height:7px;border-radius:50%;background:var(--dim);animation:bob 1.2s infinite}
.typing i:nth-child(2){animation-delay:.15s}
.typing i:nth-child(3){animation-delay:.3s}
.jump{position:absolute;bottom:8px;left:50%;transform:translateX(-50%);padding:8px 12px 8px 16px;border-radius:18px;background:var(--ground);color:var(--accent-ink);font-weight:600;font-size:13px;box-shadow:var(--shade);white-space:nowrap}

.composer{flex:none;position:relative;padding:12px;border-top:1px solid var(--line)}
.box{display:flex;align-items:flex-end;gap:2px;padding:4px;border:1px solid #868c96;border-radius:16px;background:var(--ground)}
.box:focus-within{border-color:var(--ring);box-shadow:0 0 0 1px var(--ring)}
.box textarea,.box textarea:focus-visible{outline:none}
.box textarea{flex:1;min-width:0;border:0;background:none;resize:none;padding:8px 10px;min-height:36px;max-height:120px;overflow-y:auto}
textarea::placeholder{color:var(--dim);opacity:1}
.box .quiet{color:var(--dim)}
.box .quiet:hover{background:var(--soft);color:var(--text)}
.send{width:36px;height:36px;border-radius:12px;flex:none;background:var(--accent);color:var(--on-accent);transition:background .12s}
.send:hover{background:var(--accent-deep)}
.send[disabled]{background:var(--soft);color:var(--dim)}
[dir=rtl] .send .icon{transform:scaleX(-1)}
.count{padding:0 8px 6px;text-align:end;font-size:12px;color:var(--dim)}
.told{padding:6px 8px 0;font-size:12px;line-height:16px;color:var(--dim)}
.count.over{color:var(--danger);font-weight:600}
.picker{position:absolute;z-index:2;bottom:100%;inset-inline:12px;max-height:272px;overflow-y:auto;overscroll-behavior:contain;margin-bottom:4px;padding:12px;border-radius:12px;background:var(--ground);box-shadow:var(--shade)}
.picker p{padding:4px 4px 2px;font-size:12px;color:var(--dim);font-weight:600}
.grid{display:grid;grid-template-columns:repeat(8,1fr)}
.grid button{aspect-ratio:1;min-height:32px;width:100%;font-size:20px;line-height:1;border-radius:8px}
.grid button:is(:hover,:focus-visible){background:var(--soft);outline-offset:-2px}

.question,.closing{flex:none;padding:16px 20px 20px;border-top:1px solid var(--line);background:var(--ground);display:grid;gap:12px}
.question{position:absolute;inset:auto 0 0;z-index:2;box-shadow:0 -12px 40px rgb(16 20 24/.16);animation:rise .16s ease}
.question h3{font-size:16px;font-weight:600}
.question p:not(.error){color:var(--dim);margin-top:-8px}
.buttons{display:grid;grid-template-columns:1fr 1fr;gap:8px}
.rating,.rating fieldset{display:grid;gap:8px}
.rating legend{font-weight:600;text-align:center;width:100%;padding-bottom:4px}
.stars{display:flex;justify-content:center;gap:4px}
.stars label{position:relative;padding:6px;border-radius:8px;cursor:pointer;color:var(--dim);transition:transform .12s}
.stars label:hover{transform:scale(1.12)}
.stars input{position:absolute;inset:0;opacity:0;margin:0;cursor:pointer}
.stars .icon{display:block;stroke-width:1.5}
.stars .on{color:var(--star)}
.stars .on .icon{fill:currentColor}
.stars.small{gap:0}
.chosen{text-align:center;color:var(--dim);font-size:13px;margin-top:-6px}
.thanks{display:grid;gap:4px;justify-items:center;text-align:center;font-weight:600}

@keyframes come{from{opacity:0;transform:translateY(4px)}}
@keyframes rise{from{opacity:0;transform:translateY(8px)}}
@keyframes bob{0%,60%,100%{transform:none;opacity:.5}30%{transform:translateY(-4px);opacity:1}}
@media(max-width:480px){
.panel,:host([data-side=left]) .panel{inset:0;top:var(--top,0);bottom:auto;width:100%;height:var(--height,100dvh);border-radius:0;box-shadow:none}
input:not([type=checkbox],[type=radio]),select,textarea{font-size:16px!important}
.hero{padding-inline:20px}.sheet{padding-inline:20px}
}
@media(max-height:560px) and (min-width:481px){.panel{bottom:12px;height:calc(100vh - 24px);right:88px}:host([data-side=left]) .panel{left:88px}}
@media(prefers-reduced-motion:reduce){.panel,.panel *{animation:none!important;transition:none!important}}
@media(forced-colors:active){.panel,.message,.main,.send,.box{border:1px solid}}
`;
