"""The steps of `crates/stories/src/cluster` that follow one another report by report, for choosing
thresholds: a second telling of the same rules, kept short rather than clear. `stories.py` says what
for; a difference from the program shows as another score in `headwater-eval stories`.

Everywhere: report i's candidates are J[off[i]:off[i + 1]], the nearest first.
"""

import math

import numpy as np
from numba import njit

MISS, LO, HI = -5.0, -6.0, 8.0
NEAR, CAP, MARGIN, ALPHA, POOL = 6, 16, 2.0, 0.4, 3
RATE_LEVEL, RATE_SPAN, RATE_START, RATE_FROM = 2.0, 200.0, 0.75, 20.0
KAPPA, DELTA = 0.7, 0.5


def shifted(off, links, undated):
    """Links with what the share of reports in company and a missing date add."""
    links = np.asarray(links, np.float64)
    return shift_by_rate(off, links, RATE_LEVEL, RATE_SPAN, RATE_START, RATE_FROM, KAPPA) + DELTA * undated


def cluster(off, J, links, threshold):
    """The story of each report."""
    return stream(off, J, links, threshold, ALPHA, NEAR, CAP, POOL, MARGIN, MISS, LO, HI)


@njit(cache=True)
def lookup(off, J, S, i, j, miss, lo, hi):
    if i < j: t = i; i = j; j = t
    for p in range(off[i], off[i + 1]):
        if J[p] == j: return min(hi, max(lo, S[p]))
    return miss

@njit(cache=True)
def context(off, J, S, TOP):
    n = len(off) - 1; out = np.zeros((len(J), 10)); bestof = np.full(n, -6.0)
    for i in range(n):
        a = off[i]; z = off[i + 1]
        top = np.full(TOP, -1); ts = np.full(TOP, -99.0); npos = 0.0
        for p in range(a, z):
            if S[p] > 0: npos += 1
            if S[p] > ts[TOP - 1]:
                r = TOP - 1
                while r > 0 and ts[r - 1] < S[p]:
                    ts[r] = ts[r - 1]; top[r] = top[r - 1]; r -= 1
                ts[r] = S[p]; top[r] = J[p]
        for p in range(a, z):
            j = J[p]; s = S[p]; rank = 0.0
            for r in range(TOP):
                if top[r] >= 0 and ts[r] > s: rank += 1
            oth = max(ts[1] if top[0] == j else ts[0], -8.0)
            sup = -8.0; conf = 8.0
            for r in range(TOP):
                k = top[r]
                if k < 0 or k == j or ts[r] < -3: continue
                x = lookup(off, J, S, j, k, -6.0, -8.0, 10.0)
                sup = max(sup, min(x, ts[r]))
                if ts[r] > 1.5: conf = min(conf, x)
            out[p, 0] = s; out[p, 1] = math.log(1 + rank); out[p, 2] = max(ts[0], -8.0) - s; out[p, 3] = s - oth
            out[p, 4] = bestof[j] - s; out[p, 5] = sup; out[p, 6] = math.log(1 + npos); out[p, 7] = conf
            out[p, 8] = max(ts[1], -8.0); out[p, 9] = max(ts[0], -8.0)
        for p in range(a, z):
            j = J[p]
            if S[p] > bestof[j]: bestof[j] = S[p]
            if S[p] > bestof[i]: bestof[i] = S[p]
    return out


@njit(cache=True)
def shift_by_rate(off, S, level, span, start, frm, kappa):
    n = len(off) - 1; r = start; out = S.copy()
    for i in range(n):
        hit = 0.0; k = kappa * math.log(r / (1 - r))
        for p in range(off[i], off[i + 1]):
            if S[p] > level: hit = 1.0
            out[p] = S[p] + k
        r += (hit - r) / min(span, i + frm)
        r = min(0.98, max(0.02, r))
    return out

@njit(cache=True)
def agglo(M, th):
    n = M.shape[0]; W = M.copy(); size = np.ones(n); lab = np.arange(n); alive = np.ones(n, np.bool_)
    while True:
        b = th; bi = -1; bj = -1
        for i in range(n):
            if alive[i]:
                for j in range(i):
                    if alive[j]:
                        x = W[i, j] / (size[i] * size[j])
                        if x > b: b = x; bi = i; bj = j
        if bi < 0: return lab
        for k in range(n):
            if alive[k] and k != bi and k != bj:
                W[bj, k] += W[bi, k]; W[k, bj] = W[bj, k]
        size[bj] += size[bi]; alive[bi] = False
        for k in range(n):
            if lab[k] == bi: lab[k] = bj

@njit(cache=True)
def stream(off, J, S, th, alpha, near, cap, npool, margin, miss, lo, hi):
    n = len(off) - 1
    story = np.full(n, -1); head = np.full(n + 8, -1); nxt = np.full(n, -1); ns = 0
    free = np.full(n + 8, -1); nfree = 0              # names that nothing bears now (a shipped program would not use them again)
    for i in range(n):
        ids = np.full(near, -1); mx = np.full(near, -99.0)
        for p in range(off[i], off[i + 1]):       # the stories of the strongest links
            t = story[J[p]]; s = S[p]; f = -1
            for k in range(near):
                if ids[k] == t: f = k
            if f >= 0: mx[f] = max(mx[f], s)
            else:
                f = 0
                for k in range(near):
                    if mx[k] < mx[f]: f = k
                if s > mx[f]: ids[f] = t; mx[f] = s
        agg = np.full(near, -99.0)
        for k in range(near):
            if ids[k] < 0: continue
            m = head[ids[k]]; c = 0; tot = 0.0; top = -99.0
            while m >= 0 and c < cap:
                x = lookup(off, J, S, i, m, miss, lo, hi); tot += x; c += 1; top = max(top, x); m = nxt[m]
            agg[k] = alpha * top + (1 - alpha) * tot / c
        used = np.full(npool, -1); nu = 0
        while nu < npool:
            b = -1
            for k in range(near):
                taken = False
                for q in range(nu):
                    if used[q] == k: taken = True
                if ids[k] >= 0 and not taken and (agg[k] > th - margin or mx[k] > th) and (b < 0 or agg[k] > agg[b]): b = k
            if b < 0: break
            used[nu] = b; nu += 1
        if nu == 0:
            if nfree > 0: nfree -= 1; t = free[nfree]
            else: t = ns; ns += 1
            story[i] = t; head[t] = i; nxt[i] = -1; continue
        pool = np.zeros(1 + nu * cap, np.int64); np_ = 0
        rest = np.full(nu, -1); anchor = np.full(nu, -1)
        for q in range(nu):
            t = ids[used[q]]; m = head[t]; c = 0; anchor[q] = m
            while m >= 0 and c < cap: pool[np_] = m; np_ += 1; m = nxt[m]; c += 1
            rest[q] = m; head[t] = -1
        pool[np_] = i; np_ += 1
        pool = np.sort(pool[:np_])
        M = np.zeros((np_, np_))
        for a in range(np_):
            for c in range(a):
                M[a, c] = lookup(off, J, S, pool[a], pool[c], miss, lo, hi); M[c, a] = M[a, c]
        lab = agglo(M, th)
        final = np.zeros(np_, np.int64)
        for L in range(np_):                      # groups by their oldest member
            if lab[L] != L: continue
            w = -1; wv = 0
            for q in range(nu):                   # keeps the name of the story that most of it comes from
                v = 0
                for a in range(np_):
                    if lab[a] == L and story[pool[a]] == ids[used[q]]: v += 1
                if v > wv and head[ids[used[q]]] < 0: w = q; wv = v
            if w >= 0: t = ids[used[w]]
            elif nfree > 0: nfree -= 1; t = free[nfree]
            else: t = ns; ns += 1
            h = -1
            for a in range(np_):
                if lab[a] == L: nxt[pool[a]] = h; h = pool[a]; final[a] = t
            head[t] = h
        for q in range(nu):
            if head[ids[used[q]]] < 0: free[nfree] = ids[used[q]]; nfree += 1
        for q in range(nu):                       # members beyond the cap go with the newest listed member
            if rest[q] >= 0:
                t = -1
                for a in range(np_):
                    if pool[a] == anchor[q]: t = final[a]
                m = head[t]
                while nxt[m] >= 0: m = nxt[m]
                nxt[m] = rest[q]; m = rest[q]
                while m >= 0: story[m] = t; m = nxt[m]
        for a in range(np_): story[pool[a]] = final[a]
    return story
